import Glibc

extension DemoServer {
    /// Throws unless the programs on disk are those of the running server. A server loads libraries while it runs, and
    /// those of another release may not fit.
    func checkPrograms(of process: pid_t, running version: ServerVersion) throws(DemoError) {
        if let folder = Self.programFolder(of: process) {
            guard let programs = ServerPrograms(folder: folder) else {
                throw .programsGone(running: version, folder: folder)
            }
            guard programs.version == version else { throw .replaced(running: version, by: programs.version) }
        }
        guard search.chosen != nil, case let chosen = try search.newest(), chosen.version != version else { return }
        throw .serverMismatch(running: version, chosen: chosen)
    }

    /// The major version of the data; nil if there is none yet.
    var dataMajor: Int? {
        Folder.read(place.data + "/PG_VERSION").flatMap { Int($0.prefix(while: \.isNumber)) }
    }

    /// The folder of a process's program at its start; nil if the kernel doesn't say.
    private static func programFolder(of process: pid_t) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/\(process)/exe", &bytes, bytes.count)
        guard count > 0 else { return nil }
        let path = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
