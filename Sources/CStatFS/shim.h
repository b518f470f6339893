// statfs(2), which Swift's own module of the C library leaves out.
#ifndef SMARTCLIP_CSTATFS_H
#define SMARTCLIP_CSTATFS_H

#include <sys/statfs.h>

#endif
