package dev.monitor.listener;

import java.security.CodeSource;

import org.jspecify.annotations.Nullable;

/**
 * The files that Monitor's classes come from. Once a process has no file descriptors
 * left, a class can only be loaded from a file that is open already, and one that could
 * not be loaded is never tried again: then a server must have loaded in time what it
 * answers with.
 */
public final class ClassFiles {

	private static final String SPRING_BOOT = "org.springframework.boot.loader.";

	private static final boolean OPEN = areOpen(ClassFiles.class.getClassLoader(),
			ClassFiles.class.getProtectionDomain().getCodeSource());

	private ClassFiles() {
	}

	/**
	 * Tell whether the files stay open, so that any class can be loaded at any time. That
	 * is so for jars on the class path, and inside of Spring Boot's; not for directories,
	 * nor for a web application in a container that closes jars when nobody reads them.
	 * @return whether they do
	 */
	public static boolean stayOpen() {
		return OPEN;
	}

	static boolean areOpen(@Nullable ClassLoader loader, @Nullable CodeSource source) {
		String location = (source != null && source.getLocation() != null) ? source.getLocation().getPath() : "";
		boolean jar = location.endsWith(".jar") || location.endsWith(".jar!/");
		return jar && loader != null && (loader == ClassLoader.getSystemClassLoader()
				|| loader.getClass().getName().startsWith(SPRING_BOOT));
	}

}
