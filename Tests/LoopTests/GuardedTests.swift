import Glibc
import Testing

@testable import Loop

@Suite("A guarded value")
struct GuardedTests {
    @Test("Changes of several threads at once are all kept")
    func counting() throws {
        let count = Locked(0)
        let ended = Locked(0)
        let pipe = try WakePipe()
        for _ in 0..<4 {
            try DetachedThread.start {
                for _ in 0..<5_000 { count.withLock { $0 += 1 } }
                ended.withLock { $0 += 1 }
                pipe.wake()
            }
        }
        let limit = MonotonicTime.now() + .seconds(120)
        while ended.withLock({ $0 }) < 4, MonotonicTime.now() < limit {
            _ = Readiness.wait(for: .read, on: pipe.descriptor, until: limit)
            pipe.drain()
        }
        #expect(count.withLock { $0 } == 20_000)
    }
}
