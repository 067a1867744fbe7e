import Domain

/// A CSV file with a header, as in RFC 4180. The header's separator, a comma, semicolon or tab, is the file's.
struct CSVTable {
    /// A record.
    struct Row {
        /// The line of the file that it begins on, from 1.
        let line: Int
        /// Its fields by column, without leading and trailing blanks.
        let fields: [String: String]
    }

    /// What is wrong with a file, and where.
    struct Problem: Error, Hashable {
        /// The line, from 1.
        let line: Int
        /// The column's name; nil if it is about the whole line.
        let column: String?
        let text: String
    }

    /// The records in the file's order, without empty ones.
    let rows: [Row]

    /// Reads a file. Throws if it isn't UTF-8, a quoted field doesn't end, a column is unknown, given twice or missing, or
    /// a line has more fields than the header.
    init(_ bytes: [UInt8], columns: [String], required: [String]) throws(Problem) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(line: 1, column: nil, text: "the file isn't UTF-8: save it as CSV UTF-8")
        }
        var reader = CSVRecords(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
        var records = try reader.all()
        guard !records.isEmpty else { throw Problem(line: 1, column: nil, text: "the file is empty") }
        let header = records.removeFirst().fields.map { $0.lowercased() }
        for (index, name) in header.enumerated() {
            guard columns.contains(name) else {
                let hint = NearestName.hint(for: name, among: columns, list: "the columns are")
                throw Problem(line: 1, column: name, text: "unknown column" + hint)
            }
            guard header.firstIndex(of: name) == index else {
                throw Problem(line: 1, column: name, text: "this column is there twice")
            }
        }
        for name in required where !header.contains(name) {
            throw Problem(line: 1, column: name, text: "this column is missing")
        }
        var rows: [Row] = []
        for record in records {
            guard record.fields.count <= header.count else {
                throw Problem(line: record.line, column: nil, text: "more fields than the header has columns")
            }
            let fields = Dictionary(uniqueKeysWithValues: zip(header, record.fields))
            if fields.values.contains(where: { !$0.isEmpty }) { rows.append(Row(line: record.line, fields: fields)) }
        }
        self.rows = rows
    }
}

/// The records of a CSV text.
private struct CSVRecords {
    struct Record {
        let line: Int
        var fields: [String] = []
    }

    private let text: [Character]
    private let separator: Character
    private var index = 0
    private var line = 1

    init(_ text: String) {
        self.text = Array(text)
        let header = text.prefix { !$0.isNewline }
        let counts = [",", ";", "\t"].map { (sign: Character) in (sign, header.count { $0 == sign }) }
        separator = counts.max { $0.1 < $1.1 }?.0 ?? ","
    }

    mutating func all() throws(CSVTable.Problem) -> [Record] {
        var records: [Record] = []
        while index < text.count {
            var record = Record(line: line)
            repeat { record.fields.append(try field()) } while next(is: separator)
            if index < text.count { advance() }
            records.append(record)
        }
        return records
    }

    private mutating func field() throws(CSVTable.Problem) -> String {
        while index < text.count, text[index] == " " { advance() }
        guard next(is: "\"") else {
            let start = index
            while index < text.count, text[index] != separator, !text[index].isNewline { advance() }
            return String(text[start..<index]).trimmingBlanks
        }
        let opening = line
        var value = ""
        while true {
            guard index < text.count else {
                let text = "the quotation mark that opens here is not closed"
                throw CSVTable.Problem(line: opening, column: nil, text: text)
            }
            if next(is: "\"") {
                guard next(is: "\"") else { break }
                value.append("\"")
            } else {
                value.append(text[index])
                advance()
            }
        }
        while index < text.count, text[index] == " " { advance() }
        guard index == text.count || text[index] == separator || text[index].isNewline else {
            let text = "text follows a closing quotation mark; double the mark"
            throw CSVTable.Problem(line: line, column: nil, text: text)
        }
        return value.trimmingBlanks
    }

    private mutating func next(is character: Character) -> Bool {
        guard index < text.count, text[index] == character else { return false }
        advance()
        return true
    }

    private mutating func advance() {
        if text[index].isNewline { line += 1 }
        index += 1
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
