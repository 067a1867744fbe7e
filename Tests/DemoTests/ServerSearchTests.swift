import Glibc
import TestSupport
import Testing

@testable import Demo

@Suite("Which server's programs are taken")
struct ServerSearchTests {
    @Test("The version is read from what the server says of itself, whoever built it")
    func versions() {
        let said = [
            "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n", "postgres (PostgreSQL) 18.6\n",
            "postgres (PostgreSQL) 19beta1\n", "postgres: error while loading shared libraries", "",
        ]
        #expect(said.map { ServerVersion(announced: $0)?.description } == ["15.20", "18.6", "19.0", nil, nil])
        #expect(ServerVersion(number: 150_020) == ServerVersion(major: 15, minor: 20))
        #expect(ServerVersion(major: 15, minor: 20) < ServerVersion(major: 16, minor: 2))
        #expect(ServerVersion(major: 15, minor: 9) < ServerVersion(major: 15, minor: 20))
    }

    @Test("The newest major is taken, by number; one that lacks a program or doesn't run is passed over")
    func newest() throws {
        let folder = try ServersFolder()
        try folder.add("9")
        try folder.add("15")
        try folder.add("16", lacking: "initdb")
        try folder.add("17", broken: true)
        let search = ServerSearch(debian: folder.path)
        #expect(try search.newest().folder == "\(folder.path)/15/bin")
        #expect("\(try search.newest())" == "PostgreSQL 15.3 from \(folder.path)/15/bin")
    }

    @Test("Data is given to the programs of its own major, and where there are none it is said which to install")
    func majors() throws {
        let folder = try ServersFolder()
        try folder.add("15")
        try folder.add("17")
        let search = ServerSearch(debian: folder.path)
        #expect(try search.programs(forMajor: 15).version.major == 15)
        let newest = try search.newest()
        #expect(newest.version.major == 17)
        let error = #expect(throws: DemoError.self) { try search.programs(forMajor: 3) }
        #expect(error == .majorMismatch(data: 3, programs: newest))
        #expect(error?.description.contains("postgresql-3") == true)
    }

    @Test("The folder that the environment chooses is taken or refused, whatever else there is")
    func chosen() throws {
        let folder = try ServersFolder()
        try folder.add("15")
        try folder.add("17")
        let chosen = "\(folder.path)/15/bin"
        let search = ServerSearch(environment: ["RIAD_POSTGRES_BIN": chosen])
        let programs = try search.newest()
        #expect(programs.folder == chosen)
        #expect(throws: DemoError.majorMismatch(data: 17, programs: programs)) { try search.programs(forMajor: 17) }
        let nowhere = ServerSearch(environment: ["RIAD_POSTGRES_BIN": "\(folder.path)/16/bin"])
        #expect(throws: DemoError.incompletePrograms(folder: "\(folder.path)/16/bin")) { try nowhere.newest() }
        #expect(ServerSearch(environment: ["RIAD_POSTGRES_BIN": ""]).chosen == nil)
    }
}

/// A folder like Debian's, with servers in it that only tell a version; removed with its last reference.
private final class ServersFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/riad-servers-test.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw DemoError.file(path: "/tmp", reason: systemError()) }
        path = String(cString: made)
    }

    deinit {
        try? Folder.remove(path)
    }

    /// Another process writes them: one that is open here, while some thread starts a program, couldn't be run.
    func add(_ major: String, lacking: String = "", broken: Bool = false) throws {
        let answer = broken ? "exit 127" : "echo 'postgres (PostgreSQL) \(major).3'"
        let script = """
            mkdir -p "$1" && for program in initdb pg_ctl postgres; do
                [ "$program" = "$2" ] && continue
                printf '#!/bin/sh\n%s\n' "$3" >"$1/$program" && chmod +x "$1/$program"
            done
            """
        let made = try Process.run(["sh", "-c", script, "sh", "\(path)/\(major)/bin", lacking, answer])
        try #require(made.code == 0, "\(made.output)")
    }
}
