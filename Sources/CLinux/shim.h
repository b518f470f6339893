// What of the C library is Linux's own and Swift's module of it leaves out: statfs(2), pipe2(2),
// posix_spawn_file_actions_addclosefrom_np(3). The last two are declared here since their headers hide them.
#ifndef SMARTCLIP_CLINUX_H
#define SMARTCLIP_CLINUX_H

#include <spawn.h>
#include <sys/statfs.h>

extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);

#endif
