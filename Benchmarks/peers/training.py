"""A jitted training step in JAX: Adam, batch 64, the same networks as ours."""

import jax
import jax.numpy as jnp
import numpy as np
from timing import best

rng = np.random.default_rng(1)


def weights(*shape):
    bound = (6 / np.prod(shape[:-1])) ** 0.5
    return jnp.asarray(rng.uniform(-bound, bound, shape), jnp.float32)


def dense_network(parameters, x):
    for w, b in parameters[:-1]:
        x = jax.nn.relu(x @ w + b)
    w, b = parameters[-1]
    return x @ w + b


def convolve(x, w):
    return jax.lax.conv_general_dilated(x, w, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))


def pool(x):
    # Faster on this backend, forward and backward, than jax.lax.reduce_window.
    n, h, w, c = x.shape
    return x.reshape(n, h // 2, 2, w // 2, 2, c).max((2, 4))


def convolutional_network(parameters, x):
    x = x.reshape(-1, 8, 8, 1)
    for w, b in parameters[:-1]:
        x = pool(jax.nn.relu(convolve(x, w) + b))
    w, b = parameters[-1]
    return x.reshape(x.shape[0], -1) @ w + b


def time_step(network, shapes):
    def loss(parameters, x, y):
        log_p = jax.nn.log_softmax(network(parameters, x))
        return -jnp.mean(jnp.take_along_axis(log_p, y[:, None], 1))

    @jax.jit
    def step(state, x, y):
        parameters, mean, square, t = state
        gradients = jax.grad(loss)(parameters, x, y)
        t = t + 1
        mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradients)
        square = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, square, gradients)
        c1, c2 = 1 - 0.9**t, 1 - 0.999**t
        parameters = jax.tree.map(
            lambda p, m, v: p - 0.001 * (m / c1) / (jnp.sqrt(v / c2) + 1e-8), parameters, mean, square
        )
        return parameters, mean, square, t

    parameters = [(weights(*shape), jnp.zeros(shape[-1], jnp.float32)) for shape in shapes]
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    start = (parameters, zeros, zeros, jnp.float32(0))
    x = jnp.asarray(rng.random((64, 64)), jnp.float32)
    y = jnp.asarray(rng.integers(0, 10, 64))
    state = start

    def prepare():
        nonlocal state
        state = start

    def body(wait=True):
        nonlocal state
        state = step(state, x, y)
        if wait:
            jax.block_until_ready(state)

    return best(body, 100, prepare)


def training_step():
    return time_step(dense_network, [(64, 128), (128, 128), (128, 10)])


def convolution():
    return time_step(convolutional_network, [(3, 3, 1, 16), (3, 3, 16, 32), (128, 10)])
