import Screen

/// The available themes: the user's, the installed ones, and the built-in ones. An earlier one shadows a later one of
/// the same name.
package struct ThemeLibrary {
    /// A loaded theme and the errors of its files. With errors it is incomplete: show the default instead.
    package struct LoadedTheme {
        /// The theme as far as it could be read; nil if there is none.
        package let theme: Theme?
        /// All errors, in file order.
        package let problems: [ConfigurationError]
    }

    /// The default for dark backgrounds.
    package static let darkDefault = "majorelle"
    /// The default for light backgrounds.
    package static let lightDefault = "sahara"
    /// The default for terminals without colours.
    package static let monochrome = "ink"

    /// The maximum number of files in an inheritance chain.
    private static let maxInheritanceDepth = 16

    private let folders: [String]

    /// Creates a library of the themes in these folders, in order, followed by the built-in ones.
    package init(folders: [String]) {
        self.folders = folders
    }

    /// The names of all themes, sorted.
    package var names: [String] {
        let files = folders.flatMap { UserFiles.names(in: $0, ending: ".yaml") }
        return Set(files + ThemeFiles.all.map { $0.name.description }).sorted()
    }

    /// Loads a theme and its ancestors.
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

    /// Loads a theme, or the default if it has any error.
    package func readOrDefault(_ name: String) -> (theme: Theme, problems: [ConfigurationError]) {
        let reading = read(name)
        if let theme = reading.theme, reading.problems.isEmpty { return (theme, []) }
        let builtIn = ThemeLibrary(folders: []).read(Self.darkDefault).theme
        return (builtIn ?? Theme(name: Self.darkDefault, entries: [:]), reading.problems)
    }

    /// The name of the theme to show: the requested one, or the default for a dark or light background.
    package static func name(asked: String?, isDark: Bool?) -> String {
        asked ?? (isDark == false ? lightDefault : darkDefault)
    }

    /// Merges the files, the root ancestor first. Palettes are merged before any style is parsed, so that a theme can
    /// recolour its parent by redefining the palette.
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

    /// The file of a theme; nil if there is none.
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
