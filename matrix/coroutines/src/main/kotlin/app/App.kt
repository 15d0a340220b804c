package app

import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Bean
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RestController
import org.springframework.web.reactive.function.server.ServerResponse
import org.springframework.web.reactive.function.server.bodyValueAndAwait
import org.springframework.web.reactive.function.server.coRouter

@SpringBootApplication
open class App {

	@Bean
	open fun routes() = coRouter {
		GET("/routed") {
			delay(5)
			ServerResponse.ok().bodyValueAndAwait("routed")
		}
	}

}

fun main(args: Array<String>) {
	runApplication<App>(*args)
}

@RestController
class Orders {

	@GetMapping("/orders")
	suspend fun orders(): String {
		delay(5)
		return "orders"
	}

	@PostMapping("/orders")
	suspend fun order(@RequestBody order: String): String {
		delay(5)
		return order
	}

	@GetMapping("/news", produces = ["text/event-stream"])
	fun news(): Flow<String> = flow {
		emit("one")
		delay(5)
		emit("two")
	}

	@GetMapping("/fails")
	suspend fun fails(): String {
		delay(5)
		throw IllegalStateException("fails")
	}

	@GetMapping("/hold")
	suspend fun hold(): String {
		delay(60_000)
		return "held"
	}

}
