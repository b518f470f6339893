import CLinux
public import SystemPackage

/// What kind of file system a path is on.
public enum FileSystemKind {
    /// Whether changes made there by others give no events here: a network file system, a folder shared with the host of
    /// a virtual machine, or one in user space (FUSE), which may be local but says nothing either way. False where there
    /// is nothing of that path.
    public static func isRemote(_ path: FilePath) -> Bool {
        var facts = statfs()
        guard path.withPlatformString({ statfs($0, &facts) }) == 0 else { return false }
        return isRemote(type: UInt32(truncatingIfNeeded: facts.f_type))
    }

    /// The same of a type as statfs(2) gives it.
    static func isRemote(type: UInt32) -> Bool { remote.contains(type) }

    /// From statfs(2) and linux/magic.h, the rest from the sources of each.
    private static let remote: Set<UInt32> = [
        0x6969,  // NFS
        0x517B, 0xFF53_4D42, 0xFE53_4D42,  // SMB, CIFS, SMB 2
        0x6573_5546,  // FUSE: sshfs, rclone, GlusterFS, virtiofs
        0x0102_1997,  // 9P
        0x5346_414F, 0x6B41_4653,  // AFS
        0x00C3_6400,  // Ceph
        0x0BD0_0BD0,  // Lustre
        0x564C,  // NCP
        0x7375_7245,  // Coda
        0x0116_1970,  // GFS2
        0x7461_636F,  // OCFS2
        0x4750_4653,  // GPFS
        0x1983_0326,  // BeeGFS
        0x2003_0528,  // OrangeFS
        0x786F_4256,  // VirtualBox's shared folders
        0xBACB_ACBC,  // VMware's
        0x7C7C_6673,  // Parallels'
    ]
}
