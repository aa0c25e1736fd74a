"""How the linear models are trained: `python -m loaders.training.<name> TRAIN_DIR...`. Needs scikit-learn."""
