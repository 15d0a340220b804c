package dev.monitor.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoopbackTests {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.255.1.099", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1" })
	void loopbackAddresses(String address) {
		assertThat(Loopback.isAddress(address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "127.0.0", "127.0.0.256", "128.0.0.1", "10.0.0.1", "localhost", "::2", "[::1", "1:2",
			"::ffff:10.0.0.1" })
	void others(String address) {
		assertThat(Loopback.isAddress(address)).isFalse();
	}

	/**
	 * What clients send as their host must not make a thread wait for a name service.
	 * Here that is a file, which a JVM reads from its start on.
	 */
	@Test
	void noNameServiceIsAsked(@TempDir Path directory) throws IOException, InterruptedException {
		List<String> names = List.of("127.999.0.1", "999.1.1.1", "name:1");
		Path hosts = Files.write(directory.resolve("hosts"),
				names.stream().map((name) -> "127.0.0.1 " + name).toList());
		Path asked = directory.resolve("asked");
		new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djdk.net.hosts.file=" + hosts, "-cp", System.getProperty("java.class.path"), Asked.class.getName(),
				String.join(" ", names))
			.redirectErrorStream(true)
			.redirectOutput(asked.toFile())
			.start()
			.waitFor();
		assertThat(asked).content().isEqualToIgnoringNewLines("false false false");
	}

	/**
	 * Says of each name whether it is this machine's.
	 */
	static final class Asked {

		private Asked() {
		}

		public static void main(String[] names) {
			System.out.println(String.join(" ",
					List.of(names[0].split(" ")).stream().map((name) -> "" + Loopback.isHost(name)).toList()));
		}

	}

}
