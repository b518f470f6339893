// Open files that are told when the process ends by a fault of its own: a trap, a bad address, an abort. A process that is
// killed, or a machine that loses power, tells nothing.
#ifndef CRASH_MARKS_H
#define CRASH_MARKS_H

// Listens for the signals of such faults from now on; again is nothing. Whoever listened before is asked afterwards.
void crash_marks_install(void);

// Adds an open file; returns its place, or -1 where there is no room.
int crash_marks_add(int descriptor);

// What is told of a file: the number of what was being done.
void crash_marks_set(int place, int number);

// Takes a file out again; the caller closes it.
void crash_marks_remove(int place);

#endif
