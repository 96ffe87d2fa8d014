import time


def best(body, repeats, prepare=lambda: None):
    """The least time, in microseconds, of `body` over about a second and a half, `repeats` calls timed together."""
    prepare()
    body()
    end = time.perf_counter() + 1.5
    least = float("inf")
    while time.perf_counter() < end:
        prepare()
        start = time.perf_counter()
        for _ in range(repeats - 1):
            body(wait=False)
        body()
        least = min(least, (time.perf_counter() - start) / repeats * 1e6)
    return least
