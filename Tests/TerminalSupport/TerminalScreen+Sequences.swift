extension TerminalScreen {
    mutating func control(_ byte: UInt8) {
        wrapsNext = false
        switch byte {
        case 0x07: bells += 1
        case 0x08: column = max(0, column - 1)
        case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
        case 0x0A: lineFeed()
        case 0x0D: column = 0
        case 0x0E, 0x0F: break
        default: unknown.append("control \(byte)")
        }
    }

    mutating func escape(_ final: UInt8) {
        switch final {
        case UInt8(ascii: "7"): saved = (row, column)
        case UInt8(ascii: "8"): (row, column) = saved
        case UInt8(ascii: "M"): if row == region.lowerBound { scroll(-1) } else { row = max(0, row - 1) }
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "="), UInt8(ascii: ">"): break
        default: unknown.append("escape \(final)")
        }
    }

    /// Handles operating system commands: titles and queries.
    mutating func command(_ text: String) {
        if text.hasPrefix("2;") || text.hasPrefix("0;") {
            title = String(text.dropFirst(2))
        } else if text.hasSuffix("?") {
            questions.append(text)
        } else if text == "104" {
            // Resets the palette; ncurses sends it on suspend.
        } else {
            unknown.append("command \(text)")
        }
    }

    mutating func sequence(_ mark: UInt8, _ numbers: [Int], _ final: UInt8) {
        if mark == UInt8(ascii: "?") { return mode(numbers, on: final == UInt8(ascii: "h")) }
        guard mark == 0 else { return unknown.append("mark \(mark) final \(final)") }
        if final == UInt8(ascii: "m") { return render(numbers) }
        wrapsNext = false
        let count = max(1, numbers.first ?? 1)
        if move(count, numbers, final) || erase(count, numbers, final) { return }
        other(numbers, final)
    }

    private mutating func move(_ count: Int, _ numbers: [Int], _ final: UInt8) -> Bool {
        switch final {
        case UInt8(ascii: "A"): row = max(0, row - count)
        case UInt8(ascii: "B"): row = min(rows - 1, row + count)
        case UInt8(ascii: "C"): column = min(columns - 1, column + count)
        case UInt8(ascii: "D"): column = max(0, column - count)
        case UInt8(ascii: "G"): column = min(columns, count) - 1
        case UInt8(ascii: "d"): row = min(rows, count) - 1
        case UInt8(ascii: "H"):
            row = min(rows, count) - 1
            column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        default: return false
        }
        return true
    }

    private mutating func erase(_ count: Int, _ numbers: [Int], _ final: UInt8) -> Bool {
        switch final {
        case UInt8(ascii: "K"):
            let part = numbers.first ?? 0
            blank(row, part == 0 ? column..<columns : 0..<(part == 1 ? column + 1 : columns))
        case UInt8(ascii: "J"): eraseScreen(numbers.first ?? 0)
        case UInt8(ascii: "X"): blank(row, column..<min(columns, column + count))
        case UInt8(ascii: "P"):
            cells[row].removeSubrange(column..<min(columns, column + count))
            cells[row] += Array(repeating: emptyCell(), count: columns - cells[row].count)
        case UInt8(ascii: "@"):
            cells[row].insert(contentsOf: Array(repeating: emptyCell(), count: count), at: column)
            cells[row] = Array(cells[row].prefix(columns))
        case UInt8(ascii: "L"): scroll(-count, from: row)
        case UInt8(ascii: "M"): scroll(count, from: row)
        case UInt8(ascii: "S"): scroll(count)
        case UInt8(ascii: "T"): scroll(-count)
        default: return false
        }
        return true
    }

    private mutating func other(_ numbers: [Int], _ final: UInt8) {
        switch final {
        case UInt8(ascii: "b"):
            for _ in 0..<max(1, numbers.first ?? 1) { feed(Array(last.utf8)) }
        case UInt8(ascii: "r"):
            let bottom = numbers.count > 1 ? numbers[1] : rows
            // A sequence sent before the terminal shrank may name rows that no longer exist.
            let last = min(max(1, bottom), rows) - 1
            region = min(max(1, numbers.first ?? 1) - 1, last)...last
            (row, column) = (0, 0)
        case UInt8(ascii: "t") where numbers.first == 22: titles.append(title)
        case UInt8(ascii: "t") where numbers.first == 23: title = titles.popLast() ?? title
        case UInt8(ascii: "l") where numbers == [4], UInt8(ascii: "h") where numbers == [4]: break
        default: unknown.append("sequence \(numbers) \(Character(Unicode.Scalar(final)))")
        }
    }

    private mutating func blank(_ row: Int, _ columns: Range<Int>) {
        for column in columns { cells[row][column] = emptyCell() }
    }

    private mutating func eraseScreen(_ part: Int) {
        switch part {
        case 0:
            blank(row, column..<columns)
            for below in row + 1..<max(row + 1, rows) { cells[below] = emptyRow() }
        case 1:
            for above in 0..<row { cells[above] = emptyRow() }
            blank(row, 0..<column + 1)
        default: cells = cells.map { _ in emptyRow() }
        }
    }

    private mutating func mode(_ numbers: [Int], on: Bool) {
        for number in numbers {
            if number == 1049, on != isAlternate { swapScreens(on) }
            if on { modes.insert(number) } else { modes.remove(number) }
        }
    }

    private mutating func swapScreens(_ toAlternate: Bool) {
        if toAlternate {
            main = cells
            saved = (row, column)
            cells = Self.blank(columns: columns, rows: rows)
        } else {
            cells = main
            (row, column) = saved
        }
    }

    private mutating func render(_ numbers: [Int]) {
        var rest = (numbers.isEmpty ? [0] : numbers)[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: look = Look()
            case 1...9: look.attributes.insert(number)
            case 22: look.attributes.subtract([1, 2])
            case 23...29: look.attributes.remove(number - 20)
            case 30...37, 90...97: look.foreground = [number]
            case 40...47, 100...107: look.background = [number]
            case 39: look.foreground = nil
            case 49: look.background = nil
            case 38, 48: extended(number, &rest)
            default: unknown.append("rendition \(number)")
            }
        }
    }

    private mutating func extended(_ number: Int, _ rest: inout ArraySlice<Int>) {
        let taken = rest.first == 5 ? 2 : 4
        let color = Array(rest.prefix(taken))
        rest = rest.dropFirst(taken)
        if number == 38 { look.foreground = color } else { look.background = color }
    }
}
