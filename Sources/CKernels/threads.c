#include "CKernels.h"

#if defined(__wasm__)

// No threads here: every task runs on the caller's.
void ck_parallel(size_t count, void (*task)(size_t, void *), void *context) {
    for (size_t index = 0; index < count; index++) task(index, context);
}
int ck_threads(void) { return 1; }
int ck_was_shared(void) { return 0; }
void ck_set_threads(int count) { (void)count; }

#else

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MOST_THREADS = 16, SPINS = 2000, MICROSECOND = 1000 };

// One job at a time. Threads, the caller's among them, take task numbers by counting `left` down.
static struct {
    void (*task)(size_t, void *);
    void *context;
    atomic_long left;        // tasks not yet taken; below zero once a thread came too late
    atomic_int working;      // helpers that may be running a task of the job
    atomic_uint job;         // changes when there is something to do
    atomic_int sleeping;     // helpers that need a signal to notice
    atomic_int threads;      // how many are wanted, 0 while nobody has asked
    atomic_flag busy;        // a job is running
    atomic_int shared;       // whether a helper did a part of the last job
    int helpers;             // how many exist, guarded by `busy`
    long long alone_until;   // when helpers are to be tried again, guarded by `busy`
    pthread_mutex_t lock;
    pthread_cond_t wake;
} pool = {.busy = ATOMIC_FLAG_INIT, .lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};

static void rest(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// Returns how many tasks it did.
static size_t work(void) {
    size_t done = 0;
    for (long index; (index = atomic_fetch_sub(&pool.left, 1) - 1) >= 0; done++) pool.task((size_t)index, pool.context);
    return done;
}

// Waits for a job other than `seen`: awake for some tens of microseconds, since a training step asks
// again at once, then asleep.
static unsigned next_job(unsigned seen) {
    for (int spin = 0; spin < SPINS; spin++) {
        if (atomic_load(&pool.job) != seen) return atomic_load(&pool.job);
        rest();
    }
    pthread_mutex_lock(&pool.lock);
    atomic_fetch_add(&pool.sleeping, 1);
    while (atomic_load(&pool.job) == seen) pthread_cond_wait(&pool.wake, &pool.lock);
    atomic_fetch_sub(&pool.sleeping, 1);
    pthread_mutex_unlock(&pool.lock);
    return atomic_load(&pool.job);
}

static void *help(void *argument) {
    const int number = (int)(size_t)argument;
    for (unsigned seen = 0;;) {
        seen = next_job(seen);
        if (number >= atomic_load(&pool.threads)) continue;
        // Announced before a task is taken, so that the caller, who sees that none is left, waits.
        atomic_fetch_add(&pool.working, 1);
        work();
        atomic_fetch_sub(&pool.working, 1);
    }
    return NULL;
}

static void start_helpers(int threads) {
    for (; pool.helpers < threads - 1; pool.helpers++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, help, (void *)(size_t)(pool.helpers + 1))) return;
        pthread_detach(thread);
    }
}

void ck_parallel(size_t count, void (*task)(size_t, void *), void *context) {
    const int threads = ck_threads();
    // A second job, be it another thread's or one that a task began, runs on its own thread alone.
    if (count < 2 || threads < 2 || atomic_flag_test_and_set(&pool.busy)) {
        for (size_t index = 0; index < count; index++) task(index, context);
        return;
    }
    const long long start = now();
    if (start < pool.alone_until) {
        for (size_t index = 0; index < count; index++) task(index, context);
        atomic_store(&pool.shared, 0);
        atomic_flag_clear(&pool.busy);
        return;
    }
    start_helpers(threads);
    pool.task = task;
    pool.context = context;
    atomic_store(&pool.left, (long)count);
    atomic_fetch_add(&pool.job, 1);
    if (atomic_load(&pool.sleeping)) {
        pthread_mutex_lock(&pool.lock);
        pthread_cond_broadcast(&pool.wake);
        pthread_mutex_unlock(&pool.lock);
    }
    atomic_store(&pool.shared, work() < count);
    const long long worked = now();
    for (int spin = 0; atomic_load(&pool.working); spin++) {
        if (spin < SPINS) rest();
        else sched_yield();
    }
    // A helper that is this late lost its processor to another program; for a while one thread is faster.
    const long long waited = now() - worked;
    if (waited > 2 * (worked - start) + 50 * MICROSECOND) pool.alone_until = worked + waited + 50000 * MICROSECOND;
    atomic_flag_clear(&pool.busy);
}

int ck_was_shared(void) { return atomic_load(&pool.shared); }

int ck_threads(void) {
    int threads = atomic_load(&pool.threads);
    if (threads == 0) {
        const char *wanted = getenv("CKERNELS_THREADS");
        ck_set_threads(wanted ? atoi(wanted) : (int)sysconf(_SC_NPROCESSORS_ONLN));
        threads = atomic_load(&pool.threads);
    }
    return threads;
}

void ck_set_threads(int count) {
    atomic_store(&pool.threads, count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS : count);
}

#endif
