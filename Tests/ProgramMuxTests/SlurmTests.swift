import Glibc
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// A real Slurm with three nodes on this machine, of which one dies: where it is installed. `Tests/run --cluster` installs it, and tries
/// more.
@Suite struct SlurmTests {
    private static let script = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .appending("Cluster/slurm.py")

    private static let isThere: ConditionTrait = .enabled("Slurm is not installed here, or this is not root") {
        let programs = ["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged"]
        return programs.allSatisfy { access($0, X_OK) == 0 } && geteuid() == 0
            && access("/etc/slurm/slurm.conf", F_OK) != 0
    }

    @Test(isThere, .timeLimit(.minutes(10))) func threeVideosAreReadyThoughANodeDies() async throws {
        let emulator = try Program.builtWithTests("mux-emulator")
        let ended = try await Program("/usr/bin/python3").run(
            [
                Self.script.string, "--program", try Program.smartclip.path.string, "--emulator", emulator.string,
                "--videos", "3",
            ],
            in: Files.currentFolder
        )
        #expect(ended.code == 0, "\(ended.output)\(ended.errors)")
    }
}
