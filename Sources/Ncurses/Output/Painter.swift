import CNcurses
import Screen
import Text

/// Passes only the changes between two canvases to the library, so that its own comparison is cheap.
final class Painter {
    private var palette: Palette
    private let charset: Charset
    /// The last drawn state, separate from the caller's canvas to avoid copy-on-write.
    private var shown: Canvas
    private var isForgotten = true
    private var cells: UnsafeMutableBufferPointer<cchar_t>

    init(palette: Palette, charset: Charset) {
        self.palette = palette
        self.charset = charset
        shown = Canvas(size: Size(columns: 0, rows: 0))
        cells = .allocate(capacity: 256)
    }

    deinit { cells.deallocate() }

    /// Draws with these styles from now on.
    func use(_ palette: Palette) {
        self.palette = palette
        isForgotten = true
    }

    /// Discards the known screen contents.
    func forget() { isForgotten = true }

    /// Draws the dirty cells of a canvas into the library's window and marks the canvas as presented; the caller
    /// flushes.
    func paint(_ canvas: inout Canvas) {
        reserve(canvas.size.columns)
        let isWhole = isForgotten || shown.size != canvas.size
        if isWhole { shown = Canvas(size: canvas.size) }
        let freed = isWhole ? 0..<canvas.size.rows : canvas.scroll.map(follow) ?? 0..<0
        for row in 0..<canvas.size.rows {
            let all = 0..<canvas.size.columns
            let isFree = freed.contains(row)
            guard isFree || !canvas.dirtyColumns[row].isEmpty else { continue }
            guard let span = isFree ? all : canvas.changedColumns(row: row, since: shown) else { continue }
            paint(canvas.withGaps(span, of: row), of: row, from: canvas)
            shown.copy(span, of: row, from: canvas)
        }
        isForgotten = false
        canvas.markPresented()
        place(canvas.cursor)
    }

    /// Scrolls the library's window like the canvas; returns the exposed rows.
    private func follow(_ scroll: Scroll) -> Range<Int> {
        riad_scroll(Int32(scroll.rows.lowerBound), Int32(scroll.rows.upperBound - 1), Int32(scroll.distance))
        shown.scroll(scroll.rows, by: scroll.distance)
        return scroll.exposedRows
    }

    private func paint(_ columns: Range<Int>, of row: Int, from canvas: Canvas) {
        let first = row * canvas.size.columns
        let span = first + columns.lowerBound..<first + columns.upperBound
        let count = canvas.glyphs.withUnsafeBufferPointer { glyphs in
            canvas.paints.withUnsafeBufferPointer { paints in fill(span, glyphs, paints, &palette) }
        }
        riad_add_cells(Int32(row), Int32(columns.lowerBound), cells.baseAddress, Int32(count))
    }

    /// Fills the cells and returns how many; a continuation has none, because the library derives it from the wide
    /// character. The palette is passed once per row: each access through the object would cost an exclusivity check.
    private func fill(
        _ span: Range<Int>,
        _ glyphs: UnsafeBufferPointer<Glyph>,
        _ paints: UnsafeBufferPointer<Paint>,
        _ palette: inout Palette
    ) -> Int {
        guard let first = cells.baseAddress else { return 0 }
        let space = Glyph.space.rawValue
        var cell = first
        var paint = paints[span.lowerBound].code
        // A gap between words keeps the preceding colour: colour changes are most of a row's output.
        var blankPaint = paint
        var look = palette.look(of: paints[span.lowerBound])
        for place in span {
            let glyph = glyphs[place]
            guard glyph.rawValue != 0 else { continue }
            let next = paints[place].code
            if next != paint, glyph.rawValue != space || next != blankPaint {
                let wanted = palette.look(of: paints[place])
                if glyph.rawValue != space || wanted.blank != look.blank {
                    paint = next
                    look = wanted
                }
                blankPaint = next
            }
            cell += write(glyph, as: look, to: cell)
        }
        return cell - first
    }

    private func write(_ glyph: Glyph, as look: Palette.Look, to cell: UnsafeMutablePointer<cchar_t>) -> Int {
        switch charset {
        case .unicode:
            riad_set_cell(cell, glyph.rawValue, look.attributes, look.pair)
            return 1
        case .ascii:
            let substitute = UInt64(ASCIIFallback.ascii(glyph.base))
            for offset in 0..<glyph.width {
                riad_set_cell(cell + offset, offset == 0 ? substitute : 0x20, look.attributes, look.pair)
            }
            return glyph.width
        }
    }

    private func place(_ cursor: Point?) {
        let window = riad_screen_window()
        guard let cursor else {
            curs_set(0)
            leaveok(window, true)
            return
        }
        leaveok(window, false)
        wmove(window, Int32(cursor.row), Int32(cursor.column))
        curs_set(1)
    }

    private func reserve(_ columns: Int) {
        guard cells.count < columns else { return }
        cells.deallocate()
        cells = .allocate(capacity: columns)
    }
}

extension Canvas {
    /// Extends a span by the gaps at its ends and the preceding word: a gap takes that word's colour, however little of
    /// the row is painted, so that scrolled rows stay identical for the library.
    fileprivate func withGaps(_ span: Range<Int>, of row: Int) -> Range<Int> {
        let first = row * size.columns
        var (lower, upper) = (span.lowerBound, span.upperBound)
        let space = Glyph.space.rawValue
        while lower > 0,
            lower == span.lowerBound || glyphs[first + lower].rawValue == space || glyphs[first + lower].rawValue == 0
        {
            lower -= 1
        }
        while upper < size.columns, glyphs[first + upper].rawValue == space { upper += 1 }
        return lower..<upper
    }
}
