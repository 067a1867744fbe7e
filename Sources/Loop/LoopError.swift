import Glibc

/// A system call failed that the loop depends on.
package struct LoopError: Error, Equatable, CustomStringConvertible {
    /// The name of the system call.
    package let call: String
    /// The error number, as in errno(3).
    package let number: Int32

    static func last(_ call: String) -> LoopError {
        LoopError(call: call, number: errno)
    }

    package var description: String {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return "\(call) failed: \(reason). The system may be out of descriptors or memory; see ulimit -n."
    }
}
