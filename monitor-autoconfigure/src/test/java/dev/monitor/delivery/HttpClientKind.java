package dev.monitor.delivery;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The clients that Java applications use, each with three seconds for connections and six
 * for answers.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum HttpClientKind {

	JDK(() -> {
		HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
		return (uri) -> {
			HttpRequest request = HttpRequest.newBuilder(uri)
				.timeout(Duration.ofSeconds(6))
				.POST(HttpRequest.BodyPublishers.ofString("{}"))
				.build();
			int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
			if (status >= 300) {
				throw new DeliveryStatusException(status);
			}
		};
	}),

	URL_CONNECTION(() -> (uri) -> {
		HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
		connection.setConnectTimeout(3000);
		connection.setReadTimeout(6000);
		connection.setRequestMethod("POST");
		connection.setDoOutput(true);
		connection.getOutputStream().write(new byte[] { '{', '}' });
		connection.getInputStream().readAllBytes();
	}),

	SPRING_JDK(() -> {
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build());
		factory.setReadTimeout(Duration.ofSeconds(6));
		return rest(factory);
	}),

	SPRING_SIMPLE(() -> {
		SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
		factory.setConnectTimeout(3000);
		factory.setReadTimeout(6000);
		return rest(factory);
	}),

	SPRING_APACHE(() -> rest(new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
		.disableAutomaticRetries()
		.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.ofMilliseconds(3000))
				.setSocketTimeout(Timeout.ofMilliseconds(6000))
				.build())
			.setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(Timeout.ofMilliseconds(6000)).build())
			.build())
		.build()))),

	SPRING_JETTY(() -> {
		org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient();
		client.setConnectTimeout(3000);
		try {
			client.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory(client);
		factory.setReadTimeout(6000);
		return rest(factory);
	}),

	SPRING_REACTOR(() -> {
		ReactorClientHttpRequestFactory factory = new ReactorClientHttpRequestFactory(reactor());
		factory.setReadTimeout(6000);
		return rest(factory);
	}),

	WEB_CLIENT(() -> {
		WebClient client = WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(reactor().responseTimeout(Duration.ofSeconds(6))))
			.build();
		return (uri) -> client.post().uri(uri).bodyValue("{}").retrieve().toEntity(String.class).block();
	});

	private final Supplier<Sender> sender;

	HttpClientKind(Supplier<Sender> maker) {
		this.sender = SingletonSupplier.of(maker);
	}

	/**
	 * Post something.
	 * @param uri where to
	 * @throws IOException if it does not arrive
	 * @throws InterruptedException if it is given up
	 */
	void post(URI uri) throws IOException, InterruptedException {
		this.sender.get().post(uri);
	}

	private static Sender rest(ClientHttpRequestFactory factory) {
		RestClient client = RestClient.builder().requestFactory(factory).build();
		return (uri) -> client.post().uri(uri).body("{}").retrieve().toEntity(String.class);
	}

	private static reactor.netty.http.client.HttpClient reactor() {
		return reactor.netty.http.client.HttpClient.create()
			.option(io.netty.channel.ChannelOption.CONNECT_TIMEOUT_MILLIS, 3000)
			.disableRetry(true);
	}

	private interface Sender {

		void post(URI uri) throws IOException, InterruptedException;

	}

}
