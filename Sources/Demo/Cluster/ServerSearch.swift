import Files
import Glibc

/// Where a server's programs are looked for. Sources/.setup looks in the same places in the same order.
package struct ServerSearch: Sendable, Equatable {
    /// The variable of the environment that chooses a folder of programs.
    package static let variable = "RIAD_POSTGRES_BIN"

    /// The folder to take, whatever else there is; nil takes the newest major that the system has.
    package let chosen: String?
    /// Where Debian keeps its servers, a folder for each major.
    package let debian: String

    package init(chosen: String? = nil, debian: String = "/usr/lib/postgresql") {
        self.chosen = chosen
        self.debian = debian
    }

    /// As the environment wants it.
    package init(environment: [String: String]) {
        // Programs are started in another folder, where a relative path would lead elsewhere.
        self.init(chosen: environment[Self.variable].flatMap { $0.isEmpty ? nil : Folder.resolved($0) ?? $0 })
    }

    /// The chosen programs, else those of Debian's newest major that is whole, else what `pg_config` names.
    package func newest() throws(DemoError) -> ServerPrograms {
        if let chosen { return try whole(chosen) }
        if let found = candidates.lazy.compactMap(ServerPrograms.init(folder:)).first { return found }
        throw .noServerPrograms
    }

    /// The programs that can read the data of one major; nil stands for data that is yet to be made.
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
