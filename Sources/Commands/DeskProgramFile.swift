import Glibc
import Manifest
import SystemPackage

/// `smartclip-desk`, which stands beside this program.
enum DeskProgramFile {
    /// Throws where it was not built.
    static var path: FilePath {
        get throws {
            let program = HelperPlace.beside("smartclip-desk")
            guard access(program.string, X_OK) == 0 else {
                throw Failure(
                    .config,
                    "\(program) is not there; build it: swift build -c release --product smartclip-desk"
                )
            }
            return program
        }
    }

    /// A secret of `.env` goes on as one of the environment, never in arguments, which everybody on the machine can read.
    static func passOn(_ surroundings: Surroundings) {
        let name = "MUX_WEBHOOK_SECRET"
        if let secret = surroundings.variables[name] { setenv(name, secret, 0) }
    }
}
