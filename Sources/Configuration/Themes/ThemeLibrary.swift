import Screen

/// The themes that can be chosen: the person's own, those installed beside the program, those built into it; an earlier
/// one hides a later one of the same name.
package struct ThemeLibrary {
    /// A theme, and what is wrong with its files. With a problem it is incomplete: show the default instead.
    package struct Reading {
        /// The theme as far as it could be read; nil where there is none.
        package let theme: Theme?
        /// Everything that is wrong, in the order of the files.
        package let problems: [Problem]
    }

    /// The theme that is shown where none is asked for.
    package static let darkDefault = "majorelle"
    /// The same on a light terminal.
    package static let lightDefault = "sahara"
    /// The one for terminals without colours.
    package static let monochrome = "ink"

    private let folders: [String]

    /// The themes of these folders, the first first, before the built-in ones.
    package init(folders: [String]) {
        self.folders = folders
    }

    /// The names of all themes, sorted.
    package var names: [String] {
        let files = folders.flatMap { Files.names(in: $0, ending: ".yaml") }
        return Set(files + ThemeFiles.all.map { $0.name.description }).sorted()
    }

    /// Reads a theme and those that it inherits from.
    package func read(_ name: String) -> Reading {
        var problems: [Problem] = []
        var chain: [ThemeFile] = []
        var next: (name: String, place: Problem) = (
            name, Problem(file: "theme \(name)", place: nil, message: missing(name))
        )
        var seen: Set<String> = []
        while seen.insert(next.name).inserted {
            guard let (text, file) = text(of: next.name) else {
                problems.append(next.place)
                break
            }
            do throws(Problem) {
                let parsed = try ThemeFile(text, file: file)
                chain.append(parsed)
                guard let parent = parsed.inherits else { return finish(name, chain, problems) }
                next = (parent, Problem(file: file, place: parsed.inheritsPlace, message: missing(parent)))
            } catch {
                problems.append(error)
                break
            }
        }
        if problems.isEmpty { problems.append(circle(next.place)) }
        return finish(name, chain, problems)
    }

    /// Joins the files, the furthest parent first. The palettes are joined before any look is read, so that a theme can
    /// be another one in its own colours.
    private func finish(_ name: String, _ chain: [ThemeFile], _ problems: [Problem]) -> Reading {
        var problems = problems
        var palette: [String: Color] = [:]
        var entries: [Role: Theme.Entry] = [:]
        for file in chain.reversed() { palette.merge(file.palette) { $1 } }
        for var file in chain.reversed() {
            entries.merge(file.entries(palette: palette)) { $1 }
            problems += file.problems
        }
        return Reading(theme: chain.isEmpty ? nil : Theme(name: name, entries: entries), problems: problems)
    }

    private func missing(_ name: String) -> String {
        "There is no theme “\(name)”. There are: \(names.joined(separator: ", "))."
    }

    private func circle(_ problem: Problem) -> Problem {
        Problem(file: problem.file, place: problem.place, message: "The themes inherit from each other in a circle.")
    }

    /// A theme's text and the name of its file for problems.
    private func text(of name: String) -> (text: String, file: String)? {
        guard !name.contains("/") else { return nil }
        for folder in folders {
            let path = "\(folder)/\(name).yaml"
            if let text = Files.text(of: path) { return (text, path) }
        }
        let builtIn = ThemeFiles.all.first { $0.name.description == name }
        return builtIn.map { ($0.text.description, "theme \(name) (built in)") }
    }
}
