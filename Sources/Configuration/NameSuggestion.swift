/// Suggests corrections for mistyped names.
enum NameSuggestion {
    private static let longest = 60

    /// ` Did you mean “…”?` if one of the names is similar; otherwise empty.
    static func hint(for word: String, among names: [String]) -> String {
        // No known name is this long, and the distance takes time in the product of both lengths.
        guard word.utf8.count <= longest else { return "" }
        let far = max(1, word.count / 3)
        let near = names.filter { abs($0.count - word.count) <= far }.map { ($0, distance(word, $0)) }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let (name, distance) = near, distance <= far else { return "" }
        return " Did you mean “\(name)”?"
    }

    /// The Levenshtein distance.
    private static func distance(_ one: String, _ other: String) -> Int {
        let columns = Array(other)
        var row = Array(0...columns.count)
        for (index, character) in one.enumerated() {
            var corner = row[0]
            row[0] = index + 1
            for column in columns.indices {
                let change = corner + (character == columns[column] ? 0 : 1)
                corner = row[column + 1]
                row[column + 1] = min(change, min(row[column], row[column + 1]) + 1)
            }
        }
        return row[columns.count]
    }
}
