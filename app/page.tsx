export default function HomePage() {
  return (
    <main className="p-8">
      <h1 className="font-semibold text-display">AutoGraph</h1>
    </main>
  )
}
