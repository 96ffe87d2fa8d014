#ifndef CSPAWN_H
#define CSPAWN_H

#include <stdint.h>
#include <sys/types.h>

/// What `spawn_limited` starts, and within which bounds.
typedef struct {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// The working directory, or null for the parent's.
    const char *folder;
    /// File descriptors that become 0, 1, 2 and 3 of the program; `channel` may be -1.
    int input, output, error, channel;
    /// Hard limits set before the program's first instruction: bytes of its own data, bytes of
    /// any one file, seconds of processor time, bytes of the main thread's stack.
    uint64_t data, file, processor, stack;
} spawn_request;

/// Starts a program as the leader of a new session, with default signal handling, no other open
/// files and no core dumps. Where the system can, it dies with the thread that started it.
///
/// Returns the process id, or the negated `errno` of what failed.
pid_t spawn_limited(const spawn_request *request);

/// A file descriptor that becomes readable when the process has ended, or -1 where the system has
/// no such thing.
int process_handle(pid_t process);

#endif
