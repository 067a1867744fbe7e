/// What is wrong in a file that a person wrote, and where.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file's path, or `theme majorelle (built in)`.
    package let file: String
    /// The place; nil where the file as a whole is meant.
    package let place: SourcePosition?
    /// What is wrong and what to do, in a sentence or two.
    package let message: String

    /// A problem in a file.
    package init(file: String, place: SourcePosition?, message: String) {
        self.file = file
        self.place = place
        self.message = message
    }

    /// `keys.yaml:3:9: message`, as compilers write it.
    package var description: String {
        place.map { "\(file):\($0.line):\($0.column): \(message)" } ?? "\(file): \(message)"
    }
}

/// A place in a file.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int

    /// A place by its numbers.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The first character.
    static let start = SourcePosition(line: 1, column: 1)

    /// Earlier in the file.
    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// A place further right in the same line.
    func advanced(by columns: Int) -> SourcePosition { SourcePosition(line: line, column: column + columns) }
}
