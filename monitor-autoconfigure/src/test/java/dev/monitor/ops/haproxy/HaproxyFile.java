package dev.monitor.ops.haproxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.ops.OperatorFiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shipped configuration of HAProxy in which nothing differs but addresses and times.
 *
 * @param text the configuration
 */
record HaproxyFile(String text) {

	/**
	 * Read a file.
	 * @param name its name without directory and extension
	 * @return the file, with checks that come often
	 */
	static HaproxyFile shipped(String name) throws IOException {
		byte[] shipped = OperatorFiles.read("haproxy/" + name + ".cfg");
		return new HaproxyFile(new String(shipped, StandardCharsets.UTF_8))
			.replace("inter 2s fastinter 1s downinter 1s", "inter 200ms")
			.replace("timeout check 2s", "timeout check 1s");
	}

	HaproxyFile replace(String shipped, String changed) {
		assertThat(this.text).contains(shipped);
		return new HaproxyFile(this.text.replace(shipped, changed));
	}

	/**
	 * Put an instance in the place of a server.
	 * @param name the server's name
	 * @param port the instance's port
	 * @param monitorPort the port of its monitor
	 */
	HaproxyFile with(String name, int port, int monitorPort) {
		String line = line(name);
		return replace(line,
				line.replaceFirst("[0-9.]+:8080", "127.0.0.1:" + port).replace("8160", String.valueOf(monitorPort)));
	}

	HaproxyFile without(String name) {
		return replace(line(name) + "\n", "");
	}

	private String line(String server) {
		Matcher matcher = Pattern.compile("(?m)^ +server " + server + " .*$").matcher(this.text);
		assertThat(matcher.find()).isTrue();
		return matcher.group();
	}

}
