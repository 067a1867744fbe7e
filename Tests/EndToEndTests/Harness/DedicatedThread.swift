import Loop
import Testing

/// Runs the tests of a suite on threads of their own: they wait for terminals and servers, and the two threads of the
/// common pool are for everybody.
struct DedicatedThread: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(ThreadExecutor()) {
            try await function()
        }
    }
}

extension Trait where Self == DedicatedThread {
    /// Tests that may block.
    static var ownThread: Self { Self() }
}

/// Runs each job on a thread that ends with it.
private final class ThreadExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        do {
            try DetachedThread.start { job.runSynchronously(on: executor) }
        } catch {
            job.runSynchronously(on: executor)
        }
    }
}
