// What of the C library is Linux's own and Swift's module of it leaves out: statfs(2), pipe2(2),
// posix_spawn_file_actions_addclosefrom_np(3), syncfs(2), which are declared here where their headers hide them; and openat2(2), which the C
// library has no function for.
#ifndef SMARTCLIP_CLINUX_H
#define SMARTCLIP_CLINUX_H

#include <linux/openat2.h>
#include <spawn.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
extern int syncfs(int file);

// O_PATH of open(2), which the C library's header hides: to name a file without the right to read it.
#define OPEN_TO_NAME 010000000

// Opens a path that stays below a folder and in which nothing is a link; -1 and errno where that cannot be. `mode` is 0
// but for O_CREAT.
static inline int open_below(int folder, const char *path, int flags, mode_t mode)
{
    struct open_how how = {
        .flags = (unsigned)flags,
        .mode = mode,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
    };
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

// Renames unless the new name is taken: renameat2(2) with RENAME_NOREPLACE.
static inline int rename_if_free(int folder, const char *name, int there, const char *new_name)
{
    return (int)syscall(SYS_renameat2, folder, name, there, new_name, 1U);
}

#endif
