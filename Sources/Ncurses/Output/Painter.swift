import CNcurses
import Screen
import Text

/// Hands the library what changed between two canvases, and nothing else: its own comparison then costs as little as
/// the change.
final class Painter {
    private var palette: Palette
    private let charset: Charset
    /// What was drawn last, kept apart from the caller's canvas, so that it can be drawn on again without being copied.
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

    /// From now on everything is drawn with these looks.
    func use(_ palette: Palette) {
        self.palette = palette
        isForgotten = true
    }

    /// Nothing of what was drawn counts any more.
    func forget() { isForgotten = true }

    /// Draws what was touched of a canvas into the library's window, with which it is settled; the caller flushes.
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

    /// Moves rows of the library's window as they moved on the canvas; gives those that nothing stands on now.
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

    /// Fills the cells; a continuation has none, the library makes it from the wide character before. Gives how many. The palette
    /// is lent for the whole row: an object's own is checked at each look for who else has it.
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
        // A gap between words goes on in the colour before it: changing colours is most of what a row costs.
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
    /// A part of a row with the gaps at both its ends and the word before: the colour of a gap is that of the word before it,
    /// however little of the row is painted, so that rows that move are still the same to the library.
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
