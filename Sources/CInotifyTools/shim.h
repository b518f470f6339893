// libinotifytools as it is, with the structure and the flags of inotify(7) that it only names.
#ifndef SMARTCLIP_CINOTIFYTOOLS_H
#define SMARTCLIP_CINOTIFYTOOLS_H

#include <stddef.h>
#include <sys/inotify.h>
#include <inotifytools/inotifytools.h>

#endif
