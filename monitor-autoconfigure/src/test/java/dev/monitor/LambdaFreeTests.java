package dev.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a connection is taken and a command is run there is no lambda: one that cannot be
 * linked for want of memory can never be (JVMS 5.4.3.6), and what it does would fail for
 * good once there is memory again.
 */
class LambdaFreeTests {

	/**
	 * Methods that run at the start alone may have some.
	 */
	@ParameterizedTest
	@CsvSource({ "listener.Acceptor,", "listener.Connections, withinDescriptors", "listener.Conversation,",
			"listener.ListenerLoop,", "listener.PlainTransport,", "listener.TlsTransport,", "listener.Descriptors,",
			"listener.http.HttpExchange, with", "listener.http.HttpExchange$ExchangeAnswer,", "port.PortSession,",
			"port.CommandSession,", "port.CommandSession$Run,", "port.Commands, close", "port.Commands$Turn,",
			"port.autoconfigure.PortCommands, <init> all diagnostics", "port.health.HealthCommands,",
			"port.health.HealthCheckCommand,", "port.health.AgentCheckCommand,",
			"port.performance.PerformanceCommands,", "status.StatusSources, actions", "status.spring.StatusBeans,",
			"task.TurnThread, call", "listener.http.RequestHead,", "listener.http.ResponseHead,", "http.PathResponder,",
			"http.ConnectionEnds,", "http.ProxyHeaders,", "http.Origin,", "http.HttpResponse," })
	void aConnectionAndACommandNeedNoLambda(String type, String atTheStart) throws IOException {
		List<String> allowed = (atTheStart != null) ? List.of(atTheStart.split(" ")) : List.of();
		assertThat(methodsWithLambdas("dev.monitor." + type))
			.filteredOn((method) -> !method.startsWith("lambda$") && !allowed.contains(method))
			.isEmpty();
	}

	private static List<String> methodsWithLambdas(String type) throws IOException {
		List<String> found = new ArrayList<>();
		try (InputStream bytes = LambdaFreeTests.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
			new ClassReader(bytes).accept(new ClassVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
						String[] exceptions) {
					return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

						@Override
						public void visitInvokeDynamicInsn(String call, String callDescriptor, Handle bootstrap,
								Object... arguments) {
							if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
								found.add(name);
							}
						}

					};
				}

			}, ClassReader.SKIP_DEBUG);
		}
		return found;
	}

}
