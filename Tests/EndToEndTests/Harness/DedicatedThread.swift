import Loop
import Testing

/// Runs a suite's tests on threads of their own: they block on terminals and servers, and the shared pool has only two
/// threads.
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
    /// For tests that may block.
    static var ownThread: Self { Self() }
}

/// Runs each job on a new thread.
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
