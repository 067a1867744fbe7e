import CTerminal
import Glibc

/// A thread for work that can only block: name resolution, a cancel request, an fsync.
package enum DetachedThread {
    /// Starts `work` on a new detached thread with all signals blocked. Throws if the system can't create a thread.
    package static func start(_ work: @escaping @Sendable () -> Void) throws(LoopError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let box = Unmanaged.passRetained(Work(run: work))
        var thread = pthread_t()
        let failure = pthread_create(&thread, &attributes, runWork, box.toOpaque())
        guard failure == 0 else {
            box.release()
            throw LoopError(call: "pthread_create", number: failure)
        }
    }
}

private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

private func runWork(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    riad_signal_block_in_thread()
    if let argument {
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
    }
    return nil
}
