/// Finds the name that somebody meant when they wrote another.
package enum NearestName {
    /// The name that is most like a text; nil if none is like it: more than half of its letters would have to change.
    package static func of(_ text: String, among names: [String]) -> String? {
        let likely = names.map { (name: $0, distance: distance(Array($0), Array(text)), most: $0.count / 2) }
        return likely.filter { $0.distance <= $0.most }.min { $0.distance < $1.distance }?.name
    }

    /// The end of an error about a name that there isn't: the one that was probably meant, or else what there is.
    package static func hint(for text: String, among names: [String], list: String) -> String {
        of(text, among: names).map { "; did you mean \($0)?" } ?? "; \(list) " + names.joined(separator: ", ")
    }

    /// The number of letters to insert, delete or replace; of a long text, its length.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard right.count <= 100 else { return right.count }
        var row = Array(0...right.count)
        for (place, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            for (index, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[index + 1]
                row[index + 1] = min(replaced, row[index] + 1, row[index + 1] + 1)
            }
        }
        return row[right.count]
    }
}
