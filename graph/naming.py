"""What the names of one article mean: entity ids, as extraction linked them and as judgements merge them."""

from dataclasses import dataclass

from graph.model import Extraction, Party
from graph.names import organization_id, place_id
from graph.schema import Label
from graph.verdicts import Verdicts
from graph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as one article names it. `label` is what extraction took it for."""

    id: str
    name: str
    label: Label


class Names:
    """The names of an article. A name that extraction did not link is linked by its form alone."""

    def __init__(self, extraction: Extraction, vocabulary: Vocabulary, verdicts: Verdicts) -> None:
        self._given = {named.name: named for named in extraction.names}
        self._vocabulary = vocabulary
        self._stands = verdicts.stands

    def entity(self, name: str) -> Entity:
        """The actor or place that a name means; a name that nothing is known of is taken for a company."""
        given = self._given.get(name)
        if given is not None:
            return Entity(self._stands(given.id), name, given.label)
        if name in self._vocabulary.territories:
            return Entity(self._stands(name), name, Label.COUNTRY)
        return Entity(self._stands(organization_id(name)), name, Label.COMPANY)

    def party(self, party: Party) -> Entity:
        """The actor that a party is: extraction gives its id."""
        label = Label.COUNTRY if party.id in self._vocabulary.territories else Label.COMPANY
        given = self._given.get(party.name)
        if given is not None and given.id == party.id:
            label = given.label
        return Entity(self._stands(party.id), party.name, label)

    def place(self, name: str, country: str | None, label: Label = Label.REGION) -> Entity:
        """The place that a name means; one that was not linked is taken to lie in the country."""
        if name in self._given or name in self._vocabulary.territories:
            return self.entity(name)
        return Entity(self._stands(place_id(name, country)), name, label)
