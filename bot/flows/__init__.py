"""Stories, one file each: load what is known, decide, commit, then act through the surface."""
