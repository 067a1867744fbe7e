/// An error in a configuration file and its position.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file's path, or `theme majorelle (built in)`.
    package let file: String
    /// The position; nil if the error concerns the whole file.
    package let place: SourcePosition?
    /// The error and its remedy, in a sentence or two.
    package let message: String

    /// Creates an error.
    package init(file: String, place: SourcePosition?, message: String) {
        self.file = file
        self.place = place
        self.message = message
    }

    /// The error in a compiler's format: `keys.yaml:3:9: message`.
    package var description: String {
        place.map { "\(file):\($0.line):\($0.column): \(message)" } ?? "\(file): \(message)"
    }
}

/// A position in a file.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int

    /// Creates a position.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The start of the file.
    static let start = SourcePosition(line: 1, column: 1)

    /// Orders by position in the file.
    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    /// A position further right on the same line.
    func advanced(by columns: Int) -> SourcePosition { SourcePosition(line: line, column: column + columns) }
}
