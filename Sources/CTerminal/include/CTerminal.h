#ifndef RIAD_CTERMINAL_H
#define RIAD_CTERMINAL_H

#include "CCrashGuard.h"
#include "CErrors.h"
#include "CDescriptors.h"
#include "CPty.h"
#include "CSignals.h"

#include <stdint.h>

/// The width of a scalar in cells by the C library's UTF-8 tables: 0, 1 or 2; -1 if it isn't printable. Independent of
/// the process's locale.
int riad_scalar_width(uint32_t scalar);

#endif
