/// A PostgreSQL release, such as 15.20. Releases of one major version can read each other's data.
package struct ServerVersion: Sendable, Equatable, Comparable, CustomStringConvertible {
    /// The number before the point.
    package let major: Int
    /// The number after the point; 0 for a development version.
    package let minor: Int

    package init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Parses the output of `postgres --version`, such as "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"; nil
    /// for anything else.
    package init?(announced text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let release = words.drop(while: { $0 != "(PostgreSQL)" }).dropFirst().first else { return nil }
        let numbers = release.split(separator: ".", maxSplits: 1)
        guard let major = numbers.first.flatMap({ Int($0.prefix(while: \.isNumber)) }) else { return nil }
        let minor = numbers.count == 2 ? Int(numbers[1].prefix(while: \.isNumber)) : nil
        self.init(major: major, minor: minor ?? 0)
    }

    /// From a numeric server version: 150020.
    package init(number: Int) {
        self.init(major: number / 10_000, minor: number % 10_000)
    }

    package static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    package var description: String { "\(major).\(minor)" }
}
