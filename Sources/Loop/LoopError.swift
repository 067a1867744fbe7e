import Glibc

/// The operating system refused something that the loop can't do without.
package struct LoopError: Error, Equatable, CustomStringConvertible {
    /// The system call that failed.
    package let call: String
    /// Its error number, as in errno(3).
    package let number: Int32

    static func last(_ call: String) -> LoopError {
        LoopError(call: call, number: errno)
    }

    package var description: String {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return "\(call) failed: \(reason). The system may be out of descriptors or memory; see ulimit -n."
    }
}
