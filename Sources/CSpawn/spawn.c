// posix_spawn cannot set resource limits nor the parent's death signal, and glibc's useful
// extensions of it are hidden from Swift, so the few system calls between fork and exec are here.
#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

static void limit(int resource, uint64_t bound) {
    struct rlimit now;
    if (getrlimit(resource, &now) != 0) return;
    rlim_t wanted = (rlim_t)bound;
    // Never above what the user allows himself.
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < wanted) wanted = now.rlim_max;
    now.rlim_cur = wanted;
    now.rlim_max = wanted;
    setrlimit(resource, &now);
}

static void close_from(int first) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
#endif
    long last = sysconf(_SC_OPEN_MAX);
    if (last < 0 || last > 4096) last = 4096;
    for (int file = first; file < last; file++) close(file);
}

/// Runs in the child, between fork and exec: system calls only. Returns only on failure.
static int become(const spawn_request *request, pid_t parent, const sigset_t *none) {
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    setsid();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);  // it died before the line above
#else
    (void)parent;
#endif
    if (request->folder && chdir(request->folder) != 0) return errno;
    // The sources all lie above 3, so no dup2 overwrites one that is still to be copied.
    if (dup2(request->input, 0) < 0 || dup2(request->output, 1) < 0 || dup2(request->error, 2) < 0)
        return errno;
    if (request->channel >= 0 && dup2(request->channel, 3) < 0) return errno;
    close_from(request->channel >= 0 ? 4 : 3);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_DATA, request->data);
    limit(RLIMIT_FSIZE, request->file);
    limit(RLIMIT_CPU, request->processor);
    limit(RLIMIT_STACK, request->stack);
    sigprocmask(SIG_SETMASK, none, 0);
    execve(request->path, request->arguments, request->environment);
    return errno;
}

pid_t spawn_limited(const spawn_request *request) {
    sigset_t all, none, before;
    sigfillset(&all);
    sigemptyset(&none);
    // A handler of ours must not run in the child, which shares our memory until it execs.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    volatile int failure = 0;
    pid_t parent = getpid();
#ifdef __linux__
    pid_t child = vfork();
#else
    pid_t child = fork();
#endif
    if (child == 0) {
        failure = become(request, parent, &none);
        _exit(127);
    }
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, 0);
    if (child < 0) return -error;
    if (failure != 0) {
        int status;
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
        return -failure;
    }
    return child;
}

int process_handle(pid_t process) {
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, process, 0);  // closed on exec by definition
#else
    (void)process;
    return -1;
#endif
}
