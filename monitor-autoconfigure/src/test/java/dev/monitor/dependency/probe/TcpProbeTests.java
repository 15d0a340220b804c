package dev.monitor.dependency.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

import dev.monitor.dependency.DependencySimulator;
import dev.monitor.dependency.DependencySimulator.Mode;
import dev.monitor.http.HostPort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class TcpProbeTests {

	@Test
	void succeedsWhenSomebodyListensAndHangsUp() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.HANG)) {
			assertThatCode(() -> check(simulator.address()).check()).doesNotThrowAnyException();
			await().until(() -> simulator.connections() == 1 && simulator.openConnections() == 0);
			assertThat(simulator.requests()).isZero();
		}
	}

	@Test
	void failsWhenNobodyListens() throws IOException {
		try (DependencySimulator simulator = new DependencySimulator(Mode.REFUSE)) {
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> check(simulator.address()).check())
				.withMessageContaining("refused");
		}
	}

	@Test
	void failsWhenTheNameIsUnknown() {
		// an empty label fails without asking a name server
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> check("no..name:80").check())
			.withMessage("no..name");
	}

	private static TcpProbe check(String address) {
		return new TcpProbe(HostPort.parse(address));
	}

}
