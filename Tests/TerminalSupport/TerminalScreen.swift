import CTerminal

/// Emulates xterm for a program's output: cells with their attributes, cursor, modes, title.
///
/// Supports what ncurses sends for `xterm-256color` and what riad sends besides; records anything else in `unknown`, so
/// that no test passes by ignoring it.
package struct TerminalScreen {
    /// A cell: its text (empty in the second half of a wide character) and its SGR attributes.
    package struct Cell: Equatable, Sendable {
        package var text = " "
        package var look = Look()
    }

    /// Colours as their SGR parameters (`38;5;n` is n, `39` is nil), and attributes as their numbers (1 bold, 7
    /// reverse, …).
    package struct Look: Equatable, Sendable {
        package var foreground: [Int]?
        package var background: [Int]?
        package var attributes: Set<Int> = []

        /// The default colours and attributes.
        package init(foreground: [Int]? = nil, background: [Int]? = nil, attributes: Set<Int> = []) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    /// The rows, from the top.
    package internal(set) var cells: [[Cell]]
    /// The cursor's row, from 0.
    package internal(set) var row = 0
    /// The cursor's column, from 0.
    package internal(set) var column = 0
    /// The private modes that are set, such as 1049 (alternate screen), 25 (cursor visible), 2004 (bracketed paste).
    package internal(set) var modes: Set<Int> = [25, 7]
    /// The window's title.
    package internal(set) var title = "shell"
    /// Unsupported sequences.
    package internal(set) var unknown: [String] = []
    /// The number of bells.
    package internal(set) var bells = 0
    /// The queries that the program sent, such as `11;?`.
    package internal(set) var questions: [String] = []

    /// The attributes of the next character.
    package internal(set) var look = Look()
    var region: ClosedRange<Int>
    var titles: [String] = []
    var main: [[Cell]] = []
    var saved = (row: 0, column: 0)
    var wrapsNext = false
    var last = " "
    private var parser = SequenceParser()

    /// Creates an empty screen.
    package init(columns: Int, rows: Int) {
        cells = Self.blank(columns: columns, rows: rows)
        region = 0...(rows - 1)
    }

    /// The number of columns.
    package var columns: Int { cells[0].count }
    /// The number of rows.
    package var rows: Int { cells.count }
    /// Whether the alternate screen is shown.
    package var isAlternate: Bool { modes.contains(1049) }
    /// Whether the cursor is visible.
    package var showsCursor: Bool { modes.contains(25) }

    /// The text of each row, without trailing blanks.
    package var lines: [String] {
        cells.map { row in
            var text = row.map(\.text).joined().unicodeScalars[...]
            while text.last == " " { text.removeLast() }
            return String(text)
        }
    }

    /// The rows joined by line breaks.
    package var text: String { lines.joined(separator: "\n") }

    /// Processes a program's output.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if let piece = parser.consume(byte) { apply(piece) }
        }
    }

    /// Resizes by clipping, like a terminal without reflow.
    package mutating func resize(columns: Int, rows: Int) {
        var resized = Self.blank(columns: columns, rows: rows)
        for row in 0..<min(rows, self.rows) {
            for column in 0..<min(columns, self.columns) { resized[row][column] = cells[row][column] }
        }
        cells = resized
        region = 0...(rows - 1)
        (row, column) = (min(row, rows - 1), min(column, columns - 1))
    }

    static func blank(columns: Int, rows: Int) -> [[Cell]] {
        Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }
}

extension TerminalScreen {
    private mutating func apply(_ piece: SequenceParser.Piece) {
        switch piece {
        case .text(let scalar): draw(scalar)
        case .control(let byte): control(byte)
        case .escape(let final): escape(final)
        case .sequence(let mark, let numbers, let final): sequence(mark, numbers, final)
        case .command(let text): command(text)
        }
    }

    private mutating func draw(_ scalar: Unicode.Scalar) {
        let width = Int(riad_scalar_width(scalar.value))
        guard width > 0 else {
            attach(scalar)
            return
        }
        if wrapsNext || column + width > columns { wrap() }
        last = String(Character(scalar))
        split(at: column)
        if column + width < columns { split(at: column + width) }
        cells[row][column] = Cell(text: last, look: look)
        if width == 2 { cells[row][column + 1] = Cell(text: "", look: look) }
        column += width
        if column >= columns {
            column = columns - 1
            wrapsNext = true
        }
    }

    /// Overwriting half of a wide character blanks the other half.
    private mutating func split(at column: Int) {
        if cells[row][column].text.isEmpty, column > 0 {
            cells[row][column - 1].text = " "
            cells[row][column].text = " "
        }
    }

    private mutating func attach(_ mark: Unicode.Scalar) {
        var place = wrapsNext ? column : max(0, column - 1)
        if cells[row][place].text.isEmpty { place -= 1 }
        cells[row][max(0, place)].text.unicodeScalars.append(mark)
    }

    private mutating func wrap() {
        wrapsNext = false
        column = 0
        lineFeed()
    }

    mutating func lineFeed() {
        if row == region.upperBound { scroll(1) } else { row = min(row + 1, rows - 1) }
    }

    /// Scrolls the region up, or down if negative; new lines get the current background.
    mutating func scroll(_ count: Int, from top: Int? = nil) {
        let first = top ?? region.lowerBound
        for _ in 0..<max(0, min(abs(count), region.upperBound - first + 1)) {
            if count > 0 {
                cells.remove(at: first)
                cells.insert(emptyRow(), at: region.upperBound)
            } else {
                cells.remove(at: region.upperBound)
                cells.insert(emptyRow(), at: first)
            }
        }
    }

    func emptyRow() -> [Cell] { Array(repeating: emptyCell(), count: columns) }

    /// Erased cells keep the current background (`bce`).
    func emptyCell() -> Cell { Cell(text: " ", look: Look(background: look.background)) }
}
