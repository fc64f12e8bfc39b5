//! Output folders that cannot be written, or only in part: files in the way, read-only folders, full and mounted disks.

use super::{Files, Place, build, pages, read, refusal, six};
use litdigest::output::Failure;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The refusal's message and help, after a look that it says what to do.
#[test]
fn an_output_folder_that_is_a_file() {
    let place = Place::new();
    fs::write(&place.root, "mine").unwrap();
    let said = refusal(&place.root);
    assert!(said.contains("public: it is a file") && said.contains("--output"), "{said}");
    assert!(refusal(&place.root.join("below")).contains("file"));
    assert_eq!(fs::read_to_string(&place.root).unwrap(), "mine");
    place.assert_tidy();
}

/// The kernel's own file systems refuse new files to everyone, the administrator too.
#[test]
fn a_parent_that_cannot_be_written() {
    if !Path::new("/sys/kernel").is_dir() {
        eprintln!("SKIPPED: no /sys on this system");
        return;
    }
    let said = refusal(Path::new("/sys/litdigest-public"));
    assert!(said.starts_with("could not write into the folder /sys: "), "{said}");
    assert!(said.contains("--output"), "{said}");
}

/// Marks a folder as unchangeable, which also binds the administrator.
struct Immutable(PathBuf);

impl Immutable {
    fn set(path: &Path) -> Option<Self> {
        let done = Command::new("chattr").arg("+i").arg(path).stderr(Stdio::null()).status();
        done.is_ok_and(|status| status.success()).then(|| Immutable(path.to_owned()))
    }
}

impl Drop for Immutable {
    fn drop(&mut self) {
        drop(Command::new("chattr").arg("-i").arg(&self.0).status());
    }
}

#[test]
fn a_read_only_output_folder_is_left_as_it_was() {
    for foreign in [false, true] {
        let place = Place::built(&six());
        if foreign {
            place.put("CNAME", "site.example");
        }
        let before = read(&place.root);
        let new: Files = six().into_iter().map(|(route, text)| (route, text + "!")).collect();
        let Some(_lock) = Immutable::set(&place.root) else {
            eprintln!("SKIPPED: this file system or user knows no chattr +i");
            return;
        };
        match build(&place.root, &new) {
            Err(Failure::Machine(said)) => {
                assert!(
                    said.message.contains("permission denied")
                        || said.message.contains("not permitted"),
                    "{said:?}"
                );
                assert!(said.message.contains("public"), "{said:?}");
                assert_eq!(said.done.as_deref(), Some("left the old site as it was"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(read(&place.root), before);
        place.assert_tidy();
    }
}

#[test]
fn a_read_only_parent_does_not_matter_when_the_folder_itself_can_be_written() {
    let place = Place::built(&six());
    let Some(lock) = Immutable::set(place.folder.path()) else {
        eprintln!("SKIPPED: this file system or user knows no chattr +i");
        return;
    };
    let new: Files = six().into_iter().map(|(route, text)| (route, text + "!")).collect();
    place.check(&new, &[]);
    drop(lock);
}

/// A small file system of its own, if this user may mount one.
struct Mount(PathBuf);

impl Mount {
    fn small(path: &Path) -> Option<Self> {
        fs::create_dir_all(path).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(path).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Mount(path.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(&self.0).status());
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let folder = TempDir::new().unwrap();
    let Some(mount) = Mount::small(&folder.path().join("disk")) else {
        eprintln!("SKIPPED: this user may not mount a small disk");
        return;
    };
    // Beside the folder, and inside it because it is the mount point itself.
    for root in [mount.0.join("public"), mount.0.clone()] {
        build(&root, &six()).unwrap();
        let before = read(&root);
        let huge: Files = (0..40).map(|n| (format!("p{n}.html"), "x".repeat(20_000))).collect();
        match build(&root, &huge) {
            Err(Failure::Machine(said)) => {
                assert!(said.message.contains("the disk is full"), "{said:?}");
                assert!(said.help.unwrap().contains("free some space"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(read(&root), before);
        assert_eq!(
            fs::read_dir(&mount.0)
                .unwrap()
                .filter(|e| e.as_ref().unwrap().file_name().to_str().unwrap().contains("stage"))
                .count(),
            0
        );
        build(&root, &Files::new()).unwrap();
    }
}

#[test]
fn a_mount_point_is_written_in_place() {
    let folder = TempDir::new().unwrap();
    let Some(mount) = Mount::small(&folder.path().join("public")) else {
        eprintln!("SKIPPED: this user may not mount a small disk");
        return;
    };
    build(&mount.0, &six()).unwrap();
    let new: Files = six().into_iter().map(|(route, text)| (route, text + "!")).collect();
    build(&mount.0, &new).unwrap();
    assert_eq!(pages(&mount.0), new);
}
