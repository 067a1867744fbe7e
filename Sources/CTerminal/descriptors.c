#define _GNU_SOURCE
#include "CDescriptors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int riad_memory_file(void) { return memfd_create("riad", MFD_CLOEXEC); }

int riad_point(int port, int target) { return dup3(target, port, O_CLOEXEC); }
