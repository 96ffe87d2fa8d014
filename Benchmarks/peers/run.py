"""`python run.py NAME` prints the microseconds that one run of a benchmark took; `versions`, what ran it."""

import sys

name = sys.argv[1].replace("-", "_")
if name == "versions":
    import platform

    import jax
    import numpy
    import scipy
    import sklearn
    import threadpoolctl

    blas = next(each for each in threadpoolctl.threadpool_info() if each["user_api"] == "blas")
    print(
        f"Python {platform.python_version()}, JAX {jax.__version__}, NumPy {numpy.__version__}, "
        f"SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}, OpenBLAS {blas['version']} "
        f"with its kernel for {blas['architecture']}"
    )
else:
    if name in ("training_step", "convolution"):
        import training as module
    else:
        import arrays as module
    print(getattr(module, name)())
