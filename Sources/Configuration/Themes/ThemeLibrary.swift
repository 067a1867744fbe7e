import Screen

/// The themes that can be chosen: the person's own, those installed beside the program, those built into it; an earlier
/// one hides a later one of the same name.
package struct ThemeLibrary {
    /// A theme, and what is wrong with its files. With a problem it is incomplete: show the default instead.
    package struct LoadedTheme {
        /// The theme as far as it could be read; nil where there is none.
        package let theme: Theme?
        /// Everything that is wrong, in the order of the files.
        package let problems: [ConfigurationError]
    }

    /// The theme that is shown where none is asked for.
    package static let darkDefault = "majorelle"
    /// The same on a light terminal.
    package static let lightDefault = "sahara"
    /// The one for terminals without colours.
    package static let monochrome = "ink"

    /// Through how many files a theme may inherit.
    private static let maxInheritanceDepth = 16

    private let folders: [String]

    /// The themes of these folders, the first first, before the built-in ones.
    package init(folders: [String]) {
        self.folders = folders
    }

    /// The names of all themes, sorted.
    package var names: [String] {
        let files = folders.flatMap { UserFiles.names(in: $0, ending: ".yaml") }
        return Set(files + ThemeFiles.all.map { $0.name.description }).sorted()
    }

    /// Reads a theme and those that it inherits from.
    package func read(_ name: String) -> LoadedTheme {
        var problems: [ConfigurationError] = []
        var chain: [ThemeFile] = []
        var next = (name: name, file: "theme \(name)", place: SourcePosition?.none)
        var seen: Set<String> = []
        while seen.insert(next.name).inserted, chain.count < Self.maxInheritanceDepth {
            do throws(ConfigurationError) {
                guard let file = try file(of: next.name) else {
                    throw ConfigurationError(file: next.file, place: next.place, message: missing(next.name))
                }
                chain.append(file)
                guard let parent = file.inherits else { return finish(name, chain, problems) }
                next = (parent, file.file, file.inheritsPlace)
            } catch {
                problems.append(error)
                break
            }
        }
        if problems.isEmpty {
            let message =
                chain.count < Self.maxInheritanceDepth
                ? "The themes inherit from each other in a circle."
                : "More than \(Self.maxInheritanceDepth) themes inherit from each other; let this one stand by itself."
            problems.append(ConfigurationError(file: next.file, place: next.place, message: message))
        }
        return finish(name, chain, problems)
    }

    /// Reads a theme, or the default where there is anything wrong with it.
    package func readOrDefault(_ name: String) -> (theme: Theme, problems: [ConfigurationError]) {
        let reading = read(name)
        if let theme = reading.theme, reading.problems.isEmpty { return (theme, []) }
        let builtIn = ThemeLibrary(folders: []).read(Self.darkDefault).theme
        return (builtIn ?? Theme(name: Self.darkDefault, entries: [:]), reading.problems)
    }

    /// The name of the theme to show: what was asked for, or the default for a dark or a light ground.
    package static func name(asked: String?, isDark: Bool?) -> String {
        asked ?? (isDark == false ? lightDefault : darkDefault)
    }

    /// Joins the files, the furthest parent first. The palettes are joined before any look is read, so that a theme can
    /// be another one in its own colours.
    private func finish(_ name: String, _ chain: [ThemeFile], _ problems: [ConfigurationError]) -> LoadedTheme {
        var problems = problems
        var palette: [String: Color] = [:]
        var entries: [StyleRole: Theme.Entry] = [:]
        for file in chain.reversed() { palette.merge(file.palette) { $1 } }
        for var file in chain.reversed() {
            entries.merge(file.entries(palette: palette)) { $1 }
            problems += file.problems.sorted { $0.place ?? SourcePosition.start < $1.place ?? SourcePosition.start }
        }
        return LoadedTheme(theme: chain.isEmpty ? nil : Theme(name: name, entries: entries), problems: problems)
    }

    private func missing(_ name: String) -> String {
        "There is no theme “\(name)”. There are: \(names.joined(separator: ", "))."
    }

    /// A theme's own file; nil where there is none of this name.
    private func file(of name: String) throws(ConfigurationError) -> ThemeFile? {
        guard !name.contains("/") else { return nil }
        for folder in folders {
            let path = "\(folder)/\(name).yaml"
            if let text = try UserFiles.text(of: path) { return try ThemeFile(yaml: text, file: path) }
        }
        guard let builtIn = ThemeFiles.all.first(where: { $0.name.description == name }) else { return nil }
        return try ThemeFile(yaml: builtIn.text.description, file: "theme \(name) (built in)")
    }
}
