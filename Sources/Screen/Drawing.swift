import Text

extension Canvas {
    /// Blanks every cell in one paint and hides the cursor.
    package mutating func clear(_ paint: Paint = .plain) {
        fill(bounds, paint)
        cursor = nil
    }

    /// Blanks a rectangle in one paint.
    package mutating func fill(_ rect: Rect, _ paint: Paint) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        markDirty(area.rows, area.columns)
        let columns = size.columns
        let (left, right) = (area.columns.lowerBound, area.columns.upperBound)
        withCells { glyphs, paints in
            for row in area.rows {
                let first = row * columns
                if left > 0, glyphs[first + left].isContinuation { glyphs[first + left - 1] = .space }
                if right < columns, glyphs[first + right].isContinuation { glyphs[first + right] = .space }
                (glyphs + first + left).update(repeating: .space, count: right - left)
                (paints + first + left).update(repeating: paint, count: right - left)
            }
        }
    }

    /// Writes glyphs from left to right, at most `width` cells, and returns the cells used. The rest is cut; with
    /// `ellipsis` the last cell then holds `…`. A wide glyph cut by an edge becomes a blank.
    @discardableResult
    package mutating func draw(
        _ text: some Collection<Glyph>,
        at point: Point,
        width: Int = .max,
        paint: Paint,
        ellipsis: Bool = false
    ) -> Int {
        let written = text.withContiguousStorageIfAvailable {
            write($0, at: point, width: width, paint: paint, ellipsis: ellipsis)
        }
        if let written { return written }
        return ContiguousArray(text).withUnsafeBufferPointer {
            write($0, at: point, width: width, paint: paint, ellipsis: ellipsis)
        }
    }

    /// The same for the storage type of texts.
    @discardableResult
    package mutating func draw(
        _ text: ContiguousArray<Glyph>,
        at point: Point,
        width: Int = .max,
        paint: Paint,
        ellipsis: Bool = false
    ) -> Int {
        text.withUnsafeBufferPointer { write($0, at: point, width: width, paint: paint, ellipsis: ellipsis) }
    }

    private mutating func write(
        _ text: UnsafeBufferPointer<Glyph>,
        isNarrow: Bool = false,
        at point: Point,
        width: Int,
        paint: Paint,
        ellipsis: Bool
    ) -> Int {
        guard point.row >= 0, point.row < size.rows else { return 0 }
        let room = min(width, size.columns - point.column)
        guard room > 0 else { return 0 }
        let columns = size.columns
        let written = withCells { glyphs, paints in
            let first = point.row * columns
            let end = point.column + room
            var pen = GlyphWriter(
                glyphs + first,
                paints + first,
                columns: columns,
                from: point.column,
                to: end,
                paint: paint
            )
            if isNarrow { pen.writeNarrow(text, ellipsis: ellipsis) } else { pen.write(text, ellipsis: ellipsis) }
            return pen.column - point.column
        }
        guard let written else { return 0 }
        markDirty(point.row..<point.row + 1, point.column..<point.column + written)
        return written
    }

    /// Marks cells as dirty, with their neighbours, which may have held the other half of a wide glyph.
    mutating func markDirty(_ rows: Range<Int>, _ columns: Range<Int>) {
        let lower = max(0, columns.lowerBound - 1)
        let upper = max(lower, min(size.columns, columns.upperBound + 1))
        for row in rows {
            let earlier = dirtyColumns[row]
            dirtyColumns[row] =
                earlier.isEmpty
                ? lower..<upper : min(lower, earlier.lowerBound)..<max(upper, earlier.upperBound)
        }
    }

    /// Runs the body with pointers to the cells; returns nil on an empty canvas.
    mutating func withCells<Value>(
        _ body: (UnsafeMutablePointer<Glyph>, UnsafeMutablePointer<Paint>) -> Value
    ) -> Value? {
        glyphs.withUnsafeMutableBufferPointer { glyphs in
            paints.withUnsafeMutableBufferPointer { paints in
                guard let glyphs = glyphs.baseAddress, let paints = paints.baseAddress else { return nil }
                return body(glyphs, paints)
            }
        }
    }

    /// The same, read-only.
    func withCells(_ body: (UnsafePointer<Glyph>, UnsafePointer<Paint>) -> Void) {
        glyphs.withUnsafeBufferPointer { glyphs in
            paints.withUnsafeBufferPointer { paints in
                guard let glyphs = glyphs.baseAddress, let paints = paints.baseAddress else { return }
                body(glyphs, paints)
            }
        }
    }

    /// Writes a line of text, like `draw` of glyphs; most of a frame consists of these.
    @discardableResult
    package mutating func draw(
        _ text: SafeText,
        at point: Point,
        width: Int = .max,
        paint: Paint,
        ellipsis: Bool = false
    ) -> Int {
        text.glyphs.withUnsafeBufferPointer {
            write($0, isNarrow: text.isNarrow, at: point, width: width, paint: paint, ellipsis: ellipsis)
        }
    }

    /// Writes a line of text that ends before a column, cutting its end if it doesn't fit. Returns the cells used.
    @discardableResult
    package mutating func draw(
        _ text: SafeText,
        endingBefore column: Int,
        row: Int,
        width: Int = .max,
        paint: Paint
    ) -> Int {
        let room = min(width, text.width)
        return draw(text, at: Point(column: column - room, row: row), width: room, paint: paint)
    }

    /// Repeats a one-cell glyph over `width` cells.
    package mutating func draw(repeating glyph: Glyph, at point: Point, width: Int, paint: Paint) {
        draw(repeatElement(glyph, count: max(0, min(width, size.columns - point.column))), at: point, paint: paint)
    }
}
