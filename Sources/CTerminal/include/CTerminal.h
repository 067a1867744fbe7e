#ifndef RIAD_CTERMINAL_H
#define RIAD_CTERMINAL_H

#include "CCrashGuard.h"
#include "CErrors.h"
#include "CDescriptors.h"
#include "CPty.h"
#include "CSignals.h"

#include <stdint.h>

/// The number of cells that a scalar takes on the terminal by the C library's tables for UTF-8: 0, 1, 2, or -1 where
/// it is not printable. The process's own locale doesn't matter.
int riad_scalar_width(uint32_t scalar);

#endif
