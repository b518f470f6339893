import Installation
import SystemPackage
import Testing

@Suite struct DataFolderTests {
    @Test(
        arguments: [
            (["HOME": "/home/u"], nil, "/home/u/.local/share/smartclip"),
            (["HOME": "/home/u", "XDG_DATA_HOME": "/data"], nil, "/data/smartclip"),
            // The specification has relative ones ignored.
            (["HOME": "/home/u", "XDG_DATA_HOME": "data"], nil, "/home/u/.local/share/smartclip"),
            (["HOME": "/home/u", "XDG_DATA_HOME": "/data", "SMARTCLIP_DATA": "/srv/clips"], nil, "/srv/clips"),
            (["HOME": "/home/u", "SMARTCLIP_DATA": ""], nil, "/home/u/.local/share/smartclip"),
            (["HOME": "/home/u", "SMARTCLIP_DATA": "/srv/clips"], "/given/../here", "/here"),
        ] as [([String: String], String?, String)]
    )
    func isTheFirstThatIsNamed(variables: [String: String], given: String?, expected: String) {
        let folder = DataFolder(environment: variables, given: given.map { FilePath($0) })
        #expect(folder.path == FilePath(expected))
        #expect(folder.python == FilePath(expected + "/python/bin/python3"))
    }

    @Test func aRelativeOneIsBelowTheCurrentFolder() {
        let folder = DataFolder(environment: ["SMARTCLIP_DATA": "some/where"], given: nil)
        #expect(folder.path.isAbsolute && folder.path.ends(with: "some/where"))
    }

    @Test func withoutAnyVariableItIsInTheHomeThatTheSystemKnows() {
        #expect(DataFolder(environment: [:], given: nil).path.ends(with: ".local/share/smartclip"))
    }
}
