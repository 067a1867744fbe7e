import Files
import Glibc

/// Where to look for server programs. Sources/.setup searches the same places in the same order.
package struct ServerSearch: Sendable, Equatable {
    /// The environment variable that selects a folder of programs.
    package static let variable = "RIAD_POSTGRES_BIN"

    /// The folder to use; nil uses the newest major version installed.
    package let chosen: String?
    /// Debian's server folder, with a subfolder per major version.
    package let debian: String

    package init(chosen: String? = nil, debian: String = "/usr/lib/postgresql") {
        self.chosen = chosen
        self.debian = debian
    }

    /// Reads the choice from the environment.
    package init(environment: [String: String]) {
        // Programs start in another working directory, so a relative path must be resolved now.
        self.init(chosen: environment[Self.variable].flatMap { $0.isEmpty ? nil : Folder.resolved($0) ?? $0 })
    }

    /// The chosen programs, otherwise Debian's newest complete major version, otherwise what `pg_config` names.
    package func newest() throws(DemoError) -> ServerPrograms {
        if let chosen { return try whole(chosen) }
        if let found = candidates.lazy.compactMap(ServerPrograms.init(folder:)).first { return found }
        throw .noServerPrograms
    }

    /// The programs that can read data of a major version; nil means data that doesn't exist yet.
    package func programs(forMajor major: Int?) throws(DemoError) -> ServerPrograms {
        guard let major else { return try newest() }
        if let chosen {
            let programs = try whole(chosen)
            guard programs.version.major == major else { throw .majorMismatch(data: major, programs: programs) }
            return programs
        }
        let found = candidates.lazy.compactMap(ServerPrograms.init(folder:)).first { $0.version.major == major }
        if let found { return found }
        throw .majorMismatch(data: major, programs: try newest())
    }

    private func whole(_ folder: String) throws(DemoError) -> ServerPrograms {
        guard let programs = ServerPrograms(folder: folder) else { throw .incompletePrograms(folder: folder) }
        return programs
    }

    private var candidates: [String] {
        let majors = FolderListing.names(in: debian).compactMap(Int.init).sorted(by: >)
        let answer = try? Process.run(["pg_config", "--bindir"])
        let configured = answer.flatMap { $0.code == 0 ? $0.output.split(separator: "\n").first.map(String.init) : nil }
        return majors.map { "\(debian)/\($0)/bin" } + [configured].compactMap { $0 }
    }
}
