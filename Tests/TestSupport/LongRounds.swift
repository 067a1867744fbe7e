import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// Leaves a test to `Tests/run --all`: it repeats what a shorter one tries, many times or at length.
    package static var longRounds: Self {
        .enabled(if: ProcessInfo.processInfo.environment["RIAD_TESTS"] == "all", "run by Tests/run --all")
    }
}
